import { showConfirmDialog, showToast } from "vant";
import "vant/es/dialog/style";
import "vant/es/toast/style";

/** Says for two seconds that something was done. */
export function done(message: string): void {
  showToast({ message, position: "bottom", duration: 2200 });
}

/** What cannot be undone is asked once. */
export async function askBeforeDiscard(): Promise<boolean> {
  const message = "照片和已填内容会从手机上删除，不能恢复。";
  return showConfirmDialog({ title: "清空这份草稿？", message, confirmButtonText: "清空", cancelButtonText: "保留" }).then(
    () => true,
    () => false,
  );
}
