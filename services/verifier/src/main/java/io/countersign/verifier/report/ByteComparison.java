package io.countersign.verifier.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/** Takes the bytes that a file should have, and compares them with those that it has. */
final class ByteComparison extends OutputStream {
  private final InputStream file;
  private boolean same = true;

  ByteComparison(InputStream file) {
    this.file = file;
  }

  @Override
  public void write(int b) throws IOException {
    same = same && file.read() == (b & 0xff);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    same =
        same
            && Arrays.equals(
                file.readNBytes(length), Arrays.copyOfRange(bytes, from, from + length));
  }

  /** Whether it has these bytes, and no others. */
  boolean ended() throws IOException {
    return same && file.read() == -1;
  }
}
