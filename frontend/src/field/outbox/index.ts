/** What other rooms of the phone app use of the outbox. */
export { waiting, wipe } from "./change";
export { NotKept, type NewMedia } from "./put";
export { queue } from "./queue";
export { items, onArrived, open, pendingIn, startOutbox, underWay } from "./state";
