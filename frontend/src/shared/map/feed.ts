import type { GeoJSONSource, Map as MapLibre } from "maplibre-gl";
import { mapLayer } from "../api/endpoints";
import { baseLayers, fromZoom, type BaseLayer } from "./style";

/** Features, and the box (west, south, east, north) that they fill. */
export interface Filled {
  data: GeoJSON.FeatureCollection;
  box: number[];
}

/** Where a base layer's features for a box come from. */
export type Ground = (layer: BaseLayer, box: number[], zoom: number, signal: AbortSignal) => Promise<Filled>;

const fromServer: Ground = async (layer, box, zoom, signal) => ({ data: await mapLayer(layer, box, zoom, signal), box });

interface Held {
  box: number[];
  zoom: number;
  data: GeoJSON.FeatureCollection;
}

/**
 * Keeps the base layers filled for what is in view. A layer is fetched with half a screen to spare on every side and
 * asked for again only when the view leaves that, or the zoom crosses a whole step.
 */
export class Feed {
  private held = new Map<BaseLayer, Held>();
  private running = new Map<BaseLayer, AbortController>();
  private hidden = new Set<BaseLayer>();

  constructor(
    private map: MapLibre,
    private ground: Ground = fromServer,
  ) {}

  refresh(): void {
    for (const layer of baseLayers) void this.fill(layer);
  }

  show(layer: BaseLayer, visible: boolean): void {
    if (visible) this.hidden.delete(layer);
    else this.hidden.add(layer);
    if (visible) void this.fill(layer);
  }

  close(): void {
    for (const controller of this.running.values()) controller.abort();
  }

  private async fill(layer: BaseLayer): Promise<void> {
    const zoom = this.map.getZoom();
    if (this.hidden.has(layer) || zoom < fromZoom[layer] - 0.3 || this.covers(layer, zoom)) return;
    const box = this.spare();
    this.running.get(layer)?.abort();
    const controller = new AbortController();
    this.running.set(layer, controller);
    try {
      const filled = await this.ground(layer, box, zoom, controller.signal);
      const before = this.held.get(layer)?.data;
      this.held.set(layer, { ...filled, zoom: Math.round(zoom) });
      if (filled.data !== before) this.map.getSource<GeoJSONSource>(layer)?.setData(filled.data);
    } catch {
      /* the ground stays as it was; the next move asks again */
    }
  }

  private covers(layer: BaseLayer, zoom: number): boolean {
    const held = this.held.get(layer);
    if (!held || held.zoom !== Math.round(zoom)) return false;
    const bounds = this.map.getBounds();
    const [west = 0, south = 0, east = 0, north = 0] = held.box;
    return (
      bounds.getWest() >= west && bounds.getSouth() >= south && bounds.getEast() <= east && bounds.getNorth() <= north
    );
  }

  private spare(): [number, number, number, number] {
    const b = this.map.getBounds();
    const dx = (b.getEast() - b.getWest()) / 2;
    const dy = (b.getNorth() - b.getSouth()) / 2;
    return [b.getWest() - dx, b.getSouth() - dy, b.getEast() + dx, b.getNorth() + dy];
  }
}
