/** How safe a change must be before it is acknowledged; see S4 in `store.ts`. */
export type Durability = "written" | "synced";
