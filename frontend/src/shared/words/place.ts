/** Street and community in front of an address, as the geocoder writes them. */
const prefix = /^[^\d\s]{2,5}(?:街道|镇|乡)[^\d\s]{1,8}?(?:社区居民委员会|居民委员会|村民委员会|社区|居委会|村委会)(?=.{3})/;

/** What tells one place from another in a narrow row: 滨河街道谢庄社区北环路1号东侧 → 北环路1号东侧. */
export const shortPlace = (address: string): string => address.replace(prefix, "");
