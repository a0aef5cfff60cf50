import "@shared/styles/base.css";
import "./screen.css";
import { createApp } from "vue";
import App from "./App.vue";
import { keepSize } from "./state/size";

keepSize();
createApp(App).mount("#app");
