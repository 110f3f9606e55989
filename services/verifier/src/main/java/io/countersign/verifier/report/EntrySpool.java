package io.countersign.verifier.report;

import io.countersign.reports.ReportLeaf;
import io.countersign.verifier.record.EntrySink;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** The entries of an export that were checked, kept in a file until the report is made of them. */
final class EntrySpool implements EntrySink, Iterator<ReportLeaf>, AutoCloseable {
  private final Path file;
  private final DataOutputStream out;
  private DataInputStream in = new DataInputStream(java.io.InputStream.nullInputStream());
  private long left;

  EntrySpool(Path folder) throws IOException {
    file = Files.createTempFile(folder, "countersign-verify", ".leaves");
    out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
  }

  @Override
  public void take(long index, byte[] entry) {
    try {
      out.writeLong(index);
      out.writeInt(entry.length);
      out.write(entry);
      left++;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From now on they are read, from the first one on. */
  Iterator<ReportLeaf> read() throws IOException {
    out.close();
    in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
    return this;
  }

  @Override
  public boolean hasNext() {
    return left > 0;
  }

  @Override
  public ReportLeaf next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    try {
      left--;
      long index = in.readLong();
      return new ReportLeaf(index, in.readNBytes(in.readInt()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
    in.close();
    Files.deleteIfExists(file);
  }
}
