import { phrases, words } from './lists';

/** Things. */
export const NOUNS: readonly string[] = words(`
  anchor arch arrow atlas barrel basin beacon bell bench blanket board boat bottle bowl box branch brush bucket
  cabin cable camera candle canvas card carpet chain chair chest clock coat compass copper cord corner cotton
  crate cup curtain desk door drum engine fabric feather fence filter flask floor folder fork frame garden gear
  glass globe glove hammer handle hinge hook jacket jar kettle key knife ladder lamp leaf lens letter lever lock
  map marble mirror motor needle net notebook oven paddle paint paper pedal pencil pillow pipe plank plate
  pocket pump rack radio ribbon ring roof rope ruler saddle sail scale screen shelf shell shield spoon stamp
  stone stove string switch table tent thread tile timber tool torch tower tray valve vase wheel window wire
`);

/** What things are like. */
export const ADJECTIVES: readonly string[] = words(`
  amber ancient basic black blue bold brass bright broad calm clean clear clever coastal cold compact cool deep
  double dry early easy even fair fast fine firm flat fresh full gentle golden grand green grey handy heavy
  hidden high hollow honest ideal inner iron kind large late lean light little local long loud low lucky main
  mellow mild modern narrow native neat new noble northern oaken old open orange outer pale plain polished proud
  pure quick quiet rapid rare red rich round royal rustic sharp short silent silver simple slim slow small smart
  smooth soft solid southern spare stable steady steep still stout strong subtle sunny sweet swift tall tidy
  tiny urban vast vivid warm white whole wide wild wise wooden young
`);

/** What things do. */
export const VERBS: readonly string[] = words(`
  adds allows becomes begins brings builds carries changes closes collects covers creates decides delivers
  follows gathers gives grows helps holds improves joins keeps leads leaves lets lifts makes measures meets
  mends moves needs offers opens orders plans prepares prints protects reaches reads receives reduces remains
  repeats replaces returns runs saves sends serves shows signs sorts starts stores supports takes tests tracks
  travels turns uses visits waits works writes
`);

/** What companies are called, without their form. */
export const COMPANIES: readonly string[] = phrases(`
  Alpine|Arcadia|Aurora|Baltic|Beacon|Blue Harbour|Boreal|Bright|Cascade|Cedar|Citadel|Cobalt|Compass|Copper
  Crescent|Delta|Eastgate|Ember|Evergreen|Falcon|Foundry|Granite|Greenfield|Harbour|Helix|Horizon|Ironbridge
  Juniper|Keystone|Lakeside|Lighthouse|Lumen|Meridian|Monarch|Northwind|Oakwood|Orbit|Pinnacle|Polar|Prairie
  Quartz|Redwood|Riverside|Sable|Silverline|Solstice|Southgate|Summit|Sunrise|Tempo|Terrace|Timber|Union
  Vantage|Vertex|Westbrook|Willow|Zenith
`);
