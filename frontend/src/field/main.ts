import "@shared/styles/base.css";
import "./styles/field.css";
import { createApp } from "vue";
import App from "./App.vue";
import { startKnown } from "./known/start";
import { router } from "./router";

startKnown();

createApp(App).use(router).mount("#app");
