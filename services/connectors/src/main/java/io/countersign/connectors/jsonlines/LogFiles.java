package io.countersign.connectors.jsonlines;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.domain.catalog.EntityId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds an entity's files, rotated ones too, and none beyond the configured directory. */
final class LogFiles {
  /** {@code NAME.3} is the oldest that is looked at, {@code NAME} itself the newest. */
  private static final List<String> OLDEST_FIRST = List.of(".3", ".2", ".1", "");

  private final JsonLinesSettings settings;

  LogFiles(JsonLinesSettings settings) {
    this.settings = settings;
  }

  /** Oldest first, each with its symbolic links resolved. */
  Outcome<List<Path>> of(EntityId entity) {
    Path root;
    try {
      root = Path.of(settings.directory()).toRealPath();
    } catch (IOException e) {
      return Outcome.failed(
          FailureCategory.EXTERNAL,
          FailureCode.UNREACHABLE,
          settings.directory() + " can't be read: " + e.getClass().getSimpleName());
    }
    var found = new ArrayList<Path>();
    for (var ending : OLDEST_FIRST) {
      try {
        var real = Path.of(settings.file(entity) + ending).toRealPath();
        if (!real.startsWith(root)) {
          return Outcome.failed(
              FailureCategory.USER,
              FailureCode.REFUSED,
              "the log of " + entity + " lies outside of " + settings.directory());
        }
        // A pipe or a device would keep whoever reads it waiting.
        if (Files.isRegularFile(real)) {
          found.add(real);
        }
      } catch (NoSuchFileException _) {
        continue;
      } catch (IOException e) {
        return JsonLinesSource.failed(e, "the log of " + entity);
      }
    }
    return found.isEmpty()
        ? Outcome.failed(
            FailureCategory.USER, FailureCode.NOT_FOUND, "there is no log of " + entity)
        : Outcome.ok(List.copyOf(found));
  }
}
