package io.countersign.witness.store;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A folder that isn't as it has to be; its message tells whoever runs the witness. */
public final class FolderException extends IOException {
  private static final long serialVersionUID = 1;

  FolderException(String message) {
    this(message, null);
  }

  FolderException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
