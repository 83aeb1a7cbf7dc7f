/** A checksum as Subresource Integrity writes it, and as the build lists its files (scripts/hosting/service-worker.ts). */
export async function checksum(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return `sha256-${btoa(String.fromCharCode(...digest))}`
}
