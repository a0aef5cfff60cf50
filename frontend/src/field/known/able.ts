import { pinPossible } from "./pin";

/** What this browser can and cannot do, and what happens instead. yes: can. no: cannot. ask: when the person allows it. */
export type Can = "yes" | "no" | "ask" | "off";

export interface Ability {
  name: string;
  can: Can;
  words: string;
}

const secure = (): boolean => window.isSecureContext;
export const isApple = (): boolean =>
  /iPhone|iPad|iPod/.test(navigator.userAgent) || (navigator.userAgent.includes("Mac") && navigator.maxTouchPoints > 1);
export const installed = (): boolean =>
  window.matchMedia("(display-mode: standalone)").matches || (navigator as { standalone?: boolean }).standalone === true;

const NEEDS_HTTPS = "此地址不是 https，浏览器不开放";

async function permission(name: string): Promise<Can> {
  if (!secure()) return "off";
  try {
    const { state } = await navigator.permissions.query({ name: name as PermissionName });
    return state === "granted" ? "yes" : state === "denied" ? "no" : "ask";
  } catch {
    return "ask";
  }
}

const allowed = (name: string, can: Can, instead: string): Ability => {
  const words = { yes: "已允许", ask: "用到时会询问", no: `未允许，${instead}`, off: `${NEEDS_HTTPS}，${instead}` };
  return { name, can, words: words[can] };
};

const has = (name: string, can: boolean, words: string, instead: string): Ability => ({ name, can: can ? "yes" : "no", words: can ? words : instead });

async function position(): Promise<Ability> {
  if (!("geolocation" in navigator)) return { name: "定位", can: "no", words: "没有定位功能，请在地图上手动指出位置" };
  return allowed("定位", await permission("geolocation"), "请在地图上手动指出位置");
}

async function camera(): Promise<Ability> {
  if (!navigator.mediaDevices) return { name: "页内拍照", can: secure() ? "no" : "off", words: "改用手机自带相机，没有处置前照片作对照" };
  return allowed("页内拍照", await permission("camera"), "改用手机自带相机，没有处置前照片作对照");
}

async function storage(): Promise<Ability> {
  const persisted = await navigator.storage?.persisted?.().catch(() => false);
  return has("长期保存", persisted === true, "浏览器不会自动清除待上传内容", "空间紧张时浏览器可能清除，请及时联网上传；安装到桌面后通常会长期保存");
}

async function room(): Promise<Ability> {
  const { quota = 0, usage = 0 } = (await navigator.storage?.estimate?.().catch(() => undefined)) ?? {};
  if (!quota) return { name: "剩余空间", can: "no", words: "浏览器没有说明" };
  const left = (quota - usage) / 1_048_576;
  const words = left >= 1024 ? `约 ${(left / 1024).toFixed(1)} 吉字节` : `约 ${Math.floor(left)} 兆字节`;
  return { name: "剩余空间", can: left > 100 ? "yes" : "no", words: left > 100 ? words : `${words}，请清理手机` };
}

function offline(): Ability {
  if (!("serviceWorker" in navigator)) {
    return { name: "断网打开", can: secure() ? "no" : "off", words: secure() ? "浏览器不支持，断网时请不要关闭页面" : `${NEEDS_HTTPS}，断网时打不开` };
  }
  return has("断网打开", navigator.serviceWorker.controller !== null, "程序已存在手机", "刷新一次后生效");
}

function sync(): Ability {
  const can = "SyncManager" in window;
  const instead = isApple() ? "苹果系统没有，打开应用时自动上传" : "浏览器没有，打开应用时自动上传";
  return has("后台上传", can, "关闭页面后浏览器会接着上传", instead);
}

function install(): Ability {
  if (installed()) return { name: "安装到桌面", can: "yes", words: "已安装" };
  if (!secure()) return { name: "安装到桌面", can: "off", words: NEEDS_HTTPS };
  return { name: "安装到桌面", can: "ask", words: isApple() ? "点分享按钮，选“添加到主屏幕”" : "在浏览器菜单中选“安装应用”或“添加到桌面”" };
}

function notification(): Ability {
  const can = "Notification" in window;
  if (!secure()) return { name: "系统通知", can: "off", words: `${NEEDS_HTTPS}，消息在应用内查看` };
  if (!can) return { name: "系统通知", can: "no", words: isApple() ? "苹果系统须先安装到桌面，消息在应用内查看" : "浏览器没有，消息在应用内查看" };
  return { name: "系统通知", can: Notification.permission === "granted" ? "yes" : "ask", words: Notification.permission === "granted" ? "已允许" : "未开启，消息在应用内查看" };
}

/** What evidence can say of the phone; what is missing is left out of it, and nobody is marked down for that. */
function sensors(): Ability[] {
  const apple = isApple();
  return [
    has("电量", "getBattery" in navigator, "随位置一起记录", apple ? "苹果系统不提供，不记录" : "浏览器不提供，不记录"),
    has("网络类型", "connection" in navigator, "弱网时自动放慢", apple ? "苹果系统不提供，按实际网速调整" : "浏览器不提供，按实际网速调整"),
    { name: "模拟定位提示", can: "no", words: "网页读不到，由服务器按轨迹与照片核对" },
  ];
}

export async function abilities(): Promise<Ability[]> {
  const pin = has("解锁码", pinPossible(), "断网、锁屏后凭解锁码打开", `${NEEDS_HTTPS}，只能用密码登录`);
  return [offline(), install(), await camera(), await position(), sync(), await storage(), await room(), notification(), pin, ...sensors()];
}
