package io.countersign.ledger.codec;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.tokenstore.ConfigToken;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.UnknownSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

/** Axon's serializer for the record: wire names instead of class names, canonical text. */
public final class EventSerializer extends Jackson3Serializer {
  private static final Map<String, Class<?>> FRAMEWORK =
      Stream.of(MetaData.class, GlobalSequenceTrackingToken.class, ConfigToken.class)
          .collect(Collectors.toUnmodifiableMap(Class::getName, type -> type));

  public EventSerializer() {
    super(builder().jsonMapperBuilderCustomizer(DomainJson::customize));
  }

  @Override
  public <T> SerializedObject<T> serialize(Object value, Class<T> representation) {
    if (representation != String.class) {
      return super.serialize(value, representation);
    }
    var text = representation.cast(DomainJson.write(value));
    return new SimpleSerializedObject<>(text, representation, typeForClass(value.getClass()));
  }

  @Override
  public SerializedType typeForClass(@SuppressWarnings("rawtypes") Class type) {
    if (FRAMEWORK.containsKey(type.getName())) {
      return new SimpleSerializedType(type.getName(), null);
    }
    var name = EventNames.of(type);
    return new SimpleSerializedType(name.type(), name.revision());
  }

  /**
   * @throws UnknownEventException where Axon would hand out an {@link UnknownSerializedType}, which
   *     its processors skip
   */
  @Override
  public Class<?> classForType(SerializedType type) {
    var framework = FRAMEWORK.get(type.getName());
    return framework != null
        ? framework
        : EventNames.type(type.getName())
            .orElseThrow(() -> new UnknownEventException(type.getName()));
  }
}
