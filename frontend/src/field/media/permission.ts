/** How to allow again what was refused, in the words of the phone in hand. */
export type Ability = "相机" | "定位" | "麦克风";

const phones: [RegExp, (what: Ability) => string][] = [
  [/MicroMessenger/, (what) => `微信里可能不开放${what}：点右上角“…”，选“在浏览器打开”。`],
  [/iPhone|iPad/, (what) => `打开手机“设置”，找到所用的浏览器，把“${what}”改为“允许”，再回来点“重试”。`],
  [/Android|HarmonyOS/, (what) => `点地址栏左侧的图标，进“权限”，允许“${what}”；从桌面图标打开的，长按图标进“应用信息”设置。再回来点“重试”。`],
];

export function howToAllow(what: Ability, agent = navigator.userAgent): string {
  const words = phones.find(([mark]) => mark.test(agent))?.[1];
  return words?.(what) ?? `点地址栏左侧的图标，允许“${what}”，再点“重试”。`;
}
