package io.countersign.server;

import ch.qos.logback.core.rolling.RollingFileAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The log, its owner's alone; so are the older files, which are the same ones renamed. */
public final class PrivateLogAppender<E> extends RollingFileAppender<E> {
  @Override
  public void openFile(String name) throws IOException {
    var file = Path.of(name).toAbsolutePath();
    var folder = PrivateHome.folder(Objects.requireNonNull(file.getParent()));
    PrivateHome.file(file);
    try (var files = Files.newDirectoryStream(folder, "server.*")) {
      for (var older : files) {
        PrivateHome.file(older);
      }
    }
    super.openFile(name);
  }
}
