import { role } from "@shared/session";
import { computed } from "vue";

/** Who sees the people of the field: the posts that send and lead them. */
export const mayLead = computed(() => ["shift_lead", "operator", "dispatcher", "leader"].includes(role.value ?? ""));
