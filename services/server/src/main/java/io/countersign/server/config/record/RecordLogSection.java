package io.countersign.server.config.record;

import io.countersign.connectors.settings.SettingForm;
import io.countersign.connectors.settings.SettingsReader;
import io.countersign.ledger.log.key.NoteKey;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The log of the record: the section {@code log}. */
public final class RecordLogSection {
  private static final SettingForm<String> ORIGIN =
      SettingForm.parsed("name", RecordLogSection::origin, "");

  private RecordLogSection() {}

  public static RecordLogSettings read(SettingsReader settings) {
    var origin =
        settings.optional(
            "origin",
            ORIGIN,
            "the log's name for good, once it has signed anything, such as"
                + " countersign.example.org/production; without it, one is made up");
    var key =
        settings.optional(
            "key",
            SettingForm.secret(),
            "of the log: a file that is made where there is none, or a variable with the text of"
                + " such a file on one line; without it, log.key in the home");
    var next =
        settings.optional(
            "nextKey",
            SettingForm.secret(),
            "the one that it's rotated to, where key is a variable: it stands beside key until the"
                + " rotation is done, then in its place; no command rotates it yet");
    return new RecordLogSettings(given(origin), given(key), given(next));
  }

  private static String given(@Nullable String text) {
    return Objects.requireNonNullElse(text, "");
  }

  private static String origin(String text) {
    if (!NoteKey.isName(text)) {
      throw new IllegalArgumentException(
          "must have at most 255 visible ASCII characters, without blanks and plus signs");
    }
    return text;
  }
}
