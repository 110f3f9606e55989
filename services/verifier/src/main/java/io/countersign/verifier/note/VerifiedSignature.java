package io.countersign.verifier.note;

/**
 * A signature that was found right.
 *
 * @param time seconds since the epoch, as the signer says; 0 for none
 */
public record VerifiedSignature(VerifierKey key, long time) {}
