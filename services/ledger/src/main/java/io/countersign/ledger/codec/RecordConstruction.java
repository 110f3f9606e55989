package io.countersign.ledger.codec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.ValueInstantiators;
import tools.jackson.databind.deser.std.StdValueInstantiator;

/**
 * Calls records' constructors by a handle that was adapted once; Jackson adapts its own at each
 * call, which is an eighth of what it takes to read an event.
 */
final class RecordConstruction extends ValueInstantiators.Base {
  private static final MethodType FROM_ARRAY = MethodType.methodType(Object.class, Object[].class);

  @Override
  public ValueInstantiator modifyValueInstantiator(
      DeserializationConfig config, BeanDescription.Supplier description, ValueInstantiator usual) {
    return usual instanceof StdValueInstantiator standard
            && standard.getValueClass().isRecord()
            && standard.getWithArgsCreator() != null
            && standard.getWithArgsCreator().getMember() instanceof Constructor<?> constructor
            && constructor.trySetAccessible()
        ? new ByHandle(standard, handle(constructor))
        : usual;
  }

  private static MethodHandle handle(Constructor<?> constructor) {
    try {
      return MethodHandles.lookup()
          .unreflectConstructor(constructor)
          .asSpreader(Object[].class, constructor.getParameterCount())
          .asType(FROM_ARRAY);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class ByHandle extends StdValueInstantiator {
    private final MethodHandle handle;

    ByHandle(StdValueInstantiator usual, MethodHandle handle) {
      super(usual);
      this.handle = handle;
    }

    @Override
    public Object createFromObjectWith(DeserializationContext context, Object[] arguments) {
      try {
        return handle.invokeExact(arguments);
      } catch (Error e) {
        throw e;
      } catch (Throwable e) {
        return context.handleInstantiationProblem(
            getValueClass(), arguments, rewrapCtorProblem(context, e));
      }
    }
  }
}
