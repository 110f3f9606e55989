package io.countersign.server.web.body;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * The reader of every text in a call's body: what no database column takes (NUL) or has no
 * canonical form (half of a character) can't become part of the record.
 */
public final class RecordableText extends ValueDeserializer<String> {
  /** For the mapper of calls' bodies. */
  public static SimpleModule module() {
    return new SimpleModule("recordable-text").addDeserializer(String.class, new RecordableText());
  }

  @Override
  public String deserialize(JsonParser parser, DeserializationContext context) {
    var text = StringDeserializer.instance.deserialize(parser, context);
    if (text != null && !isRecordable(text)) {
      throw context.weirdStringException("", String.class, "holds what can't be recorded");
    }
    return text;
  }

  public static boolean isRecordable(String text) {
    return text.indexOf('\0') < 0
        && text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
  }
}
