package io.countersign.bench.judge;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The reader of a set's text file, packed or not. */
final class DataSetFile {
  private DataSetFile() {}

  static List<String> of(Path file) throws IOException {
    try (var in = Files.newInputStream(file);
        var text =
            new BufferedReader(new InputStreamReader(open(file, in), StandardCharsets.UTF_8))) {
      return text.lines().toList();
    }
  }

  private static InputStream open(Path file, InputStream in) throws IOException {
    return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
  }
}
