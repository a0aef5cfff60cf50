import { pinPossible } from "./pin";

/**
 * What this browser can and cannot do, and what happens instead. yes: can. no: cannot. ask: when the person allows it.
 * off: shut because the address is not encrypted; on another address the same phone can.
 */
export type Can = "yes" | "no" | "ask" | "off";

export interface Ability {
  name: string;
  can: Can;
  words: string;
  /** In a word, where 可用, 待允许, 不可用 or 已关闭 would not fit. */
  said?: string;
}

const secure = (): boolean => window.isSecureContext;
export const isApple = (): boolean =>
  /iPhone|iPad|iPod/.test(navigator.userAgent) || (navigator.userAgent.includes("Mac") && navigator.maxTouchPoints > 1);
export const installed = (): boolean =>
  window.matchMedia("(display-mode: standalone)").matches || (navigator as { standalone?: boolean }).standalone === true;

const CLOSED = "因网址未加密关闭";

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
  const words = { yes: "已允许", ask: "用到时会询问", no: `未允许，${instead}`, off: `${CLOSED}，${instead}` };
  return { name, can, words: words[can] };
};

const has = (name: string, can: boolean, words: string, instead: string): Ability => ({ name, can: can ? "yes" : "no", words: can ? words : instead });

/** As `has`, for what browsers give to encrypted addresses only; `meanwhile`: what to do on another. */
const onlySafe = (name: string, can: () => boolean, words: string, instead: string, meanwhile = instead): Ability =>
  secure() ? has(name, can(), words, instead) : { name, can: "off", words: `${CLOSED}，${meanwhile}` };

async function position(): Promise<Ability> {
  if (!("geolocation" in navigator)) return { name: "定位", can: "no", words: "没有定位功能，请在地图上手动指出位置" };
  return allowed("定位", await permission("geolocation"), "请在地图上手动指出位置");
}

async function camera(): Promise<Ability> {
  if (secure() && !navigator.mediaDevices) return { name: "页内拍照", can: "no", words: "浏览器没有，改用手机自带相机，没有处置前照片作对照" };
  return allowed("页内拍照", await permission("camera"), "改用手机自带相机，没有处置前照片作对照");
}

async function storage(): Promise<Ability> {
  const persisted = await navigator.storage?.persisted?.().catch(() => false);
  const risk = "空间紧张时浏览器可能清除待上传内容，请及时联网上传";
  return onlySafe("长期保存", () => persisted === true, "浏览器不会自动清除待上传内容", `${risk}；安装到桌面后通常会长期保存`, risk);
}

async function room(): Promise<Ability> {
  const { quota = 0, usage = 0 } = (await navigator.storage?.estimate?.().catch(() => undefined)) ?? {};
  if (!quota) return onlySafe("剩余空间", () => false, "", "浏览器没有说明", "看不到还剩多少空间");
  const left = (quota - usage) / 1_048_576;
  const words = left >= 1024 ? `约 ${(left / 1024).toFixed(1)} 吉字节` : `约 ${Math.floor(left)} 兆字节`;
  return { name: "剩余空间", can: left > 100 ? "yes" : "no", words: left > 100 ? words : `${words}，请清理手机` };
}

function offline(): Ability {
  const worker = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  const instead = worker ? "刷新一次后生效" : "浏览器不支持，断网时请不要关闭页面";
  return onlySafe("断网打开", () => Boolean(worker?.controller), "程序已存在手机", instead, "断网时请不要关闭页面，关闭后要等有网才能再打开");
}

function sync(): Ability {
  const instead = `${isApple() ? "苹果系统" : "浏览器"}没有，打开应用时自动上传`;
  return onlySafe("后台上传", () => "SyncManager" in window, "关闭页面后浏览器会接着上传", instead, "打开应用时自动上传");
}

function install(): Ability {
  if (installed()) return { name: "安装到桌面", can: "yes", words: "已安装" };
  if (!secure()) return { name: "安装到桌面", can: "off", words: `${CLOSED}，请用浏览器打开` };
  return { name: "安装到桌面", can: "ask", said: "未安装", words: isApple() ? "点分享按钮，选“添加到主屏幕”" : "在浏览器菜单中选“安装应用”或“添加到桌面”" };
}

/** What evidence could say of the phone; what is missing is left out of it, and nobody is marked down for that. */
function sensors(): Ability[] {
  const who = isApple() ? "苹果系统" : "浏览器";
  return [
    has("电量", "getBattery" in navigator, "可以读到，目前不记录", `${who}不提供，不记录，不影响上报`),
    has("网络类型", "connection" in navigator, "可以读到，目前不记录；按实际网速上传", `${who}不提供，不记录；按实际网速上传`),
    { name: "模拟定位提示", can: "no", words: "网页读不到，不记录，不影响上报" },
  ];
}

export async function abilities(): Promise<Ability[]> {
  const pin = onlySafe("解锁码", pinPossible, "断网、锁屏后凭解锁码打开", "只能用密码登录");
  const news: Ability = { name: "系统通知", can: "no", words: "目前不发系统通知，请在应用内看消息" };
  return [offline(), install(), await camera(), await position(), sync(), await storage(), await room(), news, pin, ...sensors()];
}
