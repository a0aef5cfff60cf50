import type { GeoJSONSource, Map as MapLibre } from "maplibre-gl";
import { mapLayer } from "../api/endpoints";
import { baseLayers, fromZoom, type BaseLayer } from "./style";

interface Held {
  box: [number, number, number, number];
  zoom: number;
}

/**
 * Keeps the base layers filled for what is in view. A layer is fetched with half a screen to spare on every side and
 * asked for again only when the view leaves that, or the zoom crosses a whole step.
 */
export class Feed {
  private held = new Map<BaseLayer, Held>();
  private running = new Map<BaseLayer, AbortController>();
  private hidden = new Set<BaseLayer>();

  constructor(private map: MapLibre) {}

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
      const data = await mapLayer(layer, box, zoom, controller.signal);
      this.held.set(layer, { box, zoom: Math.round(zoom) });
      this.map.getSource<GeoJSONSource>(layer)?.setData(data);
    } catch {
      /* the ground stays as it was; the next move asks again */
    }
  }

  private covers(layer: BaseLayer, zoom: number): boolean {
    const held = this.held.get(layer);
    if (!held || held.zoom !== Math.round(zoom)) return false;
    const bounds = this.map.getBounds();
    const [west, south, east, north] = held.box;
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
