package io.countersign.ledger.codec;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.countersign.domain.CanonicalJson;
import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

/**
 * The domain's records as canonical JSON (RFC 8785, no floating point, no null) and back. Ids are
 * plain text, instants ISO text, sets sorted, sealed values carry a {@code type}.
 */
public final class DomainJson {
  private static final JsonMapper MAPPER = customize(JsonMapper.builder()).build();

  private DomainJson() {}

  /** The same value has the same text in every process. */
  public static String write(Object value) {
    return CanonicalJson.write(MAPPER.convertValue(value, Object.class));
  }

  /** How long the text is: some microseconds for an alert, in the thread of who asks. */
  public static long bytes(Object value) {
    return MAPPER.writeValueAsBytes(value).length;
  }

  /** Whether the text of a value holds another one, such as a digest. */
  public static boolean holds(Object value, String text) {
    return MAPPER.writeValueAsString(value).contains(text);
  }

  public static <T> T read(String json, Class<T> type) {
    return MAPPER.readValue(json, type);
  }

  /** For readers that show what was recorded as it is. */
  public static JsonNode tree(String json) {
    return MAPPER.readTree(json);
  }

  static JsonMapper.Builder customize(JsonMapper.Builder builder) {
    Vocabularies.all().stream()
        .flatMap(it -> it.sealedTypes().stream())
        .forEach(type -> name(type, builder.addMixIn(type, TypeNamed.class)));
    return builder
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .changeDefaultPropertyInclusion(
            inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
        .changeDefaultVisibility(
            visible ->
                visible
                    .withFieldVisibility(JsonAutoDetect.Visibility.ANY)
                    .withGetterVisibility(JsonAutoDetect.Visibility.NONE)
                    .withIsGetterVisibility(JsonAutoDetect.Visibility.NONE))
        .addModule(values());
  }

  private static void name(Class<?> type, JsonMapper.Builder builder) {
    if (type.isSealed()) {
      Stream.of(type.getPermittedSubclasses()).forEach(kind -> name(kind, builder));
    } else {
      builder.registerSubtypes(new NamedType(type, kebab(type.getSimpleName())));
    }
  }

  private static String kebab(String name) {
    return name.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }

  private static SimpleModule values() {
    var module =
        new SimpleModule("countersign-values") {
          @Override
          public void setupModule(SetupContext context) {
            super.setupModule(context);
            context.addValueInstantiators(new RecordConstruction());
          }
        };
    module.addDeserializer(Instant.class, new FromText<>(InstantText::parse));
    text(module, Digest.class, Digest::new);
    text(module, PrincipalId.class, PrincipalId::new);
    Vocabularies.all().stream()
        .flatMap(it -> it.textIds().stream())
        .forEach(it -> text(module, it));
    module.addSerializer(Set.class, new Sorted());
    return module;
  }

  private static <T> void text(SimpleModule module, Vocabulary.TextId<T> id) {
    text(module, id.type(), id.parse());
  }

  private static <T> void text(SimpleModule module, Class<T> type, Function<String, T> parse) {
    module.addSerializer(type, ToStringSerializer.instance);
    module.addDeserializer(type, new FromText<>(parse));
    module.addKeyDeserializer(type, new KeyFromText(parse));
  }

  /** A sealed value says which of its kinds it is. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  interface TypeNamed {}

  private static final class FromText<T> extends ValueDeserializer<T> {
    private final Function<String, T> parse;

    FromText(Function<String, T> parse) {
      this.parse = parse;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) {
      return parse.apply(parser.getString());
    }
  }

  private static final class KeyFromText extends KeyDeserializer {
    private final Function<String, ?> parse;

    KeyFromText(Function<String, ?> parse) {
      this.parse = parse;
    }

    @Override
    public Object deserializeKey(String key, DeserializationContext context) {
      return parse.apply(key);
    }
  }

  /** The JDK's immutable sets iterate differently in each process. */
  @SuppressWarnings("rawtypes")
  private static final class Sorted extends ValueSerializer<Set> {
    @Override
    public void serialize(Set set, JsonGenerator out, SerializationContext context) {
      var members = set.toArray();
      Arrays.sort(members, Comparator.comparing(Object::toString));
      out.writeStartArray();
      for (var member : members) {
        out.writePOJO(member);
      }
      out.writeEndArray();
    }
  }
}
