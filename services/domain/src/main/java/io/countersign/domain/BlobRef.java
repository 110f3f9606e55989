package io.countersign.domain;

/**
 * Points to larger or personal material that is kept beside the record, so that it can be erased
 * while every event stays as it is.
 *
 * @param digest SHA-256 over a random salt of 32 bytes followed by the content
 * @param size of the content, in bytes
 */
public record BlobRef(Digest digest, long size, String mediaType) {}
