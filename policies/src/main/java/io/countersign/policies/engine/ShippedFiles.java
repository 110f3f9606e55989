package io.countersign.policies.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Policy files on the class path, beside this module's classes. */
public final class ShippedFiles {
  private ShippedFiles() {}

  /**
   * @param folder below {@code policies/}
   * @param names of the files in it
   * @throws IllegalStateException when one is missing: the installation is broken
   */
  public static List<PolicyFile> read(String folder, List<String> names) {
    return names.stream().map(name -> new PolicyFile(name, text(folder + "/" + name))).toList();
  }

  private static String text(String path) {
    try (InputStream in = ShippedFiles.class.getResourceAsStream("/policies/" + path)) {
      if (in == null) {
        throw new IllegalStateException("policies/" + path + " is missing from the installation");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
