/** The bundle has no types and exports nothing: it sets window.Sim. */
declare module 'simjs' {}
