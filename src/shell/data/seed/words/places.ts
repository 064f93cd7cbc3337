import { phrases } from './lists';

/** Cities. */
export const CITIES: readonly string[] = phrases(`
  Accra|Amsterdam|Ankara|Athens|Bangkok|Barcelona|Basel|Berlin|Bern|Bogota|Bologna|Boston|Bremen|Brussels
  Budapest|Cairo|Cape Town|Chicago|Copenhagen|Dakar|Delhi|Denver|Dublin|Edinburgh|Geneva|Genoa|Ghent|Hamburg
  Hanoi|Helsinki|Istanbul|Jakarta|Kyoto|Lagos|Leeds|Leipzig|Lima|Lisbon|Ljubljana|London|Lyon|Madrid|Malmo
  Manila|Marseille|Melbourne|Milan|Montreal|Mumbai|Munich|Nairobi|Naples|Osaka|Oslo|Paris|Porto|Prague|Quito
  Riga|Rome|Rotterdam|Santiago|Seattle|Seoul|Seville|Sofia|Stockholm|Sydney|Tallinn|Toronto|Toulouse|Tunis
  Turin|Valencia|Vienna|Vilnius|Warsaw|Winterthur|Zagreb|Zurich
`);

/** What streets are named after. */
export const STREETS: readonly string[] = phrases(`
  Alder|Ash|Bakery|Bank|Beech|Birch|Bridge|Brook|Castle|Cedar|Chapel|Cherry|Church|Clay|Dock|Elm|Factory|Field
  Forest|Garden|Gate|Green|Harbour|Hazel|High|Hill|Juniper|Lake|Linden|Main|Maple|Market|Meadow|Mill|Museum
  North|Oak|Orchard|Park|Pine|Poplar|Quarry|Rail|River|Rose|School|South|Spring|Station|Stone|Sun|Tower|Union
  Valley|Victoria|Village|Vine|Water|West|Willow
`);

/** Countries, each behind its code of ISO 3166. */
export const COUNTRIES: readonly string[] = phrases(`
  AR:Argentina|AT:Austria|AU:Australia|BE:Belgium|BR:Brazil|CA:Canada|CH:Switzerland|CL:Chile|CN:China
  CO:Colombia|CZ:Czechia|DE:Germany|DK:Denmark|EE:Estonia|EG:Egypt|ES:Spain|FI:Finland|FR:France
  GB:United Kingdom|GH:Ghana|GR:Greece|HR:Croatia|HU:Hungary|ID:Indonesia|IE:Ireland|IN:India|IT:Italy
  JP:Japan|KE:Kenya|KR:South Korea|LT:Lithuania|LV:Latvia|MX:Mexico|NG:Nigeria|NL:Netherlands|NO:Norway
  NZ:New Zealand|PE:Peru|PH:Philippines|PL:Poland|PT:Portugal|SE:Sweden|SI:Slovenia|SN:Senegal|TH:Thailand
  TN:Tunisia|TR:Turkey|US:United States|VN:Vietnam|ZA:South Africa
`);
