package io.countersign.cli.audit;

import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.api.UnreachableException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Copies an export line by line, and sees to it that it's whole; what it says, a verifier checks.
 */
final class ExportCopy {
  private static final int TOLD_EVERY = 10_000;

  private final OutputStream out;
  private final LongConsumer progress;

  /**
   * @param progress is told every so often how many events were copied
   */
  ExportCopy(OutputStream out, LongConsumer progress) {
    this.out = out;
    this.progress = progress;
  }

  /**
   * @return how many events
   * @throws UnreachableException where it breaks off
   */
  long copy(InputStream in) {
    try {
      return copied(new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1)));
    } catch (IOException e) {
      throw new UncheckedIOException("the export broke off: " + e.getMessage(), e);
    }
  }

  /** Each byte stays as it is. */
  private long copied(BufferedReader in) throws IOException {
    long lines = 0;
    var last = "";
    for (var line = in.readLine(); line != null; line = in.readLine()) {
      out.write(line.getBytes(StandardCharsets.ISO_8859_1));
      out.write('\n');
      last = line;
      if (++lines % TOLD_EVERY == 0) {
        progress.accept(lines - 1);
      }
    }
    out.flush();
    long events = lines - 2;
    if (events < 0 || end(last).asLong(-1) != events) {
      throw new UnreachableException("the export broke off after " + lines + " lines");
    }
    return events;
  }

  private static JsonNode end(String line) {
    try {
      return JsonAnswers.read(line.getBytes(StandardCharsets.ISO_8859_1)).path("leaves");
    } catch (JacksonException e) {
      throw new UnreachableException("the export broke off in the middle of a line");
    }
  }
}
