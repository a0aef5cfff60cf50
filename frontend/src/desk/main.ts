import "@shared/styles/base.css";
import "./desk.css";
import { createApp } from "vue";
import App from "./App.vue";

createApp(App).mount("#app");
