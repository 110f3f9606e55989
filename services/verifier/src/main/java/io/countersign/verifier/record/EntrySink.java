package io.countersign.verifier.record;

/** Takes the entries of a range in their order, each as the bytes whose hash is checked. */
@FunctionalInterface
public interface EntrySink {
  void take(long index, byte[] entry);
}
