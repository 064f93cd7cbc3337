import { phrases } from '../shell/data/seed/words/lists';

export const MEETING_SUBJECTS = phrases(`
  Accounting|Architecture|Billing|Budget|Customer Support|Data Platform|Design|Documentation|Facilities|Github Issues
  Hiring|Incident|Infrastructure|Legal|Logistics|Marketing|Mobile App|Onboarding|Partner|Payroll|Performance|Pricing
  Privacy|Product|Quality|Release|Research|Roadmap|Safety|Sales|Security|Software Engineering|Supplier|Training|Website
`);

export const MEETING_KINDS = phrases(`
  Brainstorming|Check-in|Demo|Forum|Handover|Kick-off|Monthly Report|Planning|Post-mortem|Quarterly Review
  Retrospective|Review|Standup|Status|Sync|Training|Weekly Update|Workshop
`);

export const PROJECT_SUBJECTS = phrases(`
  Accounting|Archive|Billing|Booking|Catalogue|Checkout|Customer Portal|Data Warehouse|Delivery|Documentation|Forecast
  Fleet|Inventory|Invoice|Loyalty|Mail|Maintenance|Mobile App|Monitoring|Onboarding|Payroll|Pricing|Purchasing|Recruiting
  Reporting|Returns|Routing|Safety|Search|Shipping|Supplier Portal|Survey|Ticketing|Timesheet|Training|Warehouse|Website
`);

export const PROJECT_KINDS = phrases(`
  API|Audit|Automation|Backend|Dashboard|Flask server|Integration|Migration|Pilot|Prototype|React UI|Redesign|Relaunch
  Renewal|Rollout|Service|Study|Upgrade
`);

export const ROLES = phrases(`
  Accountant|Analyst|Architect|Backend programmer|Coordinator|Data engineer|Database administrator|Designer|Editor
  Flask programmer|Frontend programmer|Lawyer|Project manager|React programmer|Researcher|Scrum master|Security engineer
  Sponsor|Support engineer|Technical writer|Tester|Trainer|Translator
`);
