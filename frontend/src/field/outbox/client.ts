/**
 * The generation of what this app sends, told to the server in `X-Wangge-Client`. It goes up by one when the server can no
 * longer take what an older build queued; the server's least is CLIENT_MINIMUM in src/wangge/web/clients.py.
 */
export const CLIENT = 1;

/** The name under which the browser wakes the service worker for us. */
export const TAG = "wangge-outbox";
