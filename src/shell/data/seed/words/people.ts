import { words } from './lists';

/** From many languages, without letters that a narrow column could not hold. */
export const FIRST_NAMES: readonly string[] = words(`
  Ada Adam Aisha Alba Alice Amara Amir Ana Anders Andrea Anja Anton Arthur Astrid Aya Bao Beatriz Ben Bianca
  Bruno Camila Carla Carlos Cem Chiara Chidi Clara Daniel Dario David Diana Diego Dora Edith Eduardo Elena Eli
  Elif Emil Emma Enzo Erik Esra Eva Fatima Felix Finn Fiona Flora Frida Gabriel George Gita Greta Hana Hannah
  Hassan Helena Henry Hugo Ida Ines Ingrid Irene Isaac Ivan Jack Jana Jasmin Jin Joana Joel Johanna Jonas Julia
  Kai Karim Katja Kenji Kira Kofi Lara Laura Lea Leo Leila Lian Lina Linus Lisa Louis Lucia Luis Luna Magnus
  Malik Mara Marco Maria Marta Mateo Maya Mei Mia Milan Mina Mira Nadia Naomi Nico Nina Noah Nora Oda Olga
  Oliver Omar Oscar Paula Pedro Petra Priya Rafael Rania Ravi Rita Robin Rosa Ruben Ruth Said Samir Sara Selma
  Simon Sofia Stella Sven Tamar Tara Theo Thomas Tilda Tim Tomas Uma Ursula Vera Victor Viola Yara Yuki Yusuf
  Zara Zoe
`);

/** The same. */
export const LAST_NAMES: readonly string[] = words(`
  Abbas Acosta Adeyemi Aguilar Ahmed Almeida Andersen Arslan Bakker Banda Barbosa Bauer Becker Bello Berg
  Bianchi Blanc Bonnet Borg Brandt Brown Bruno Burke Byrne Campos Carter Castro Chen Cohen Colombo Conti Costa
  Cruz Dahl Das Demir Diaz Dietrich Dubois Duran Eriksen Esposito Evans Farah Faria Fernandez Ferrari Fischer
  Fontana Fournier Frank Fuchs Garcia Girard Gomez Gray Greco Gruber Gupta Haas Hansen Hart Hassan Herrera
  Hoffmann Holm Horvat Huber Hughes Ibrahim Iyer Jansen Jensen Joshi Kaya Keller Khan Kim King Klein Kovacs
  Kowalski Kumar Lang Larsen Laurent Lee Lehmann Lim Lindberg Lopez Lund Maier Marino Marques Martin Medina
  Mendes Meyer Mohamed Moreau Moreno Moser Mueller Murphy Nagy Navarro Neri Nguyen Nielsen Novak Nunes Okafor
  Oliveira Olsen Ortega Osman Owens Park Patel Pereira Perrin Petrov Pham Pinto Popov Quinn Rahman Ramos Rao
  Reyes Ricci Rivera Rossi Roth Ruiz Russo Sahin Said Salazar Santos Sato Schmid Schneider Sharma Silva Singh
  Smith Sousa Stein Suzuki Tanaka Teixeira Torres Tran Turner Vargas Vega Visser Vogel Wagner Walker Wang Weber
  Weiss Wolf Wong Wright Yamada Yilmaz Young Zhang Ziegler Zimmer
`);
