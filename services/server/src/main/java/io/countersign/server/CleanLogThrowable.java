package io.countersign.server;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A failure in the log, whose messages stay one line each: they often quote what was sent. */
public final class CleanLogThrowable extends ThrowableProxyConverter {
  @Override
  protected String throwableProxyToString(IThrowableProxy failure) {
    return super.throwableProxyToString(new Clean(failure));
  }

  private record Clean(IThrowableProxy failure) implements IThrowableProxy {
    private static @Nullable IThrowableProxy of(@Nullable IThrowableProxy failure) {
      return failure == null ? null : new Clean(failure);
    }

    private static @Nullable String clean(@Nullable String message) {
      return message == null ? null : CleanLogText.clean(message);
    }

    @Override
    public @Nullable String getMessage() {
      return clean(failure.getMessage());
    }

    @Override
    public @Nullable String getOverridingMessage() {
      return clean(failure.getOverridingMessage());
    }

    @Override
    public String getClassName() {
      return failure.getClassName();
    }

    @Override
    public StackTraceElementProxy[] getStackTraceElementProxyArray() {
      return failure.getStackTraceElementProxyArray();
    }

    @Override
    public int getCommonFrames() {
      return failure.getCommonFrames();
    }

    @Override
    public @Nullable IThrowableProxy getCause() {
      return of(failure.getCause());
    }

    @Override
    public IThrowableProxy[] getSuppressed() {
      var suppressed = failure.getSuppressed();
      return suppressed == null
          ? new IThrowableProxy[0]
          : Stream.of(suppressed).map(Clean::new).toArray(IThrowableProxy[]::new);
    }

    @Override
    public boolean isCyclic() {
      return failure.isCyclic();
    }
  }
}
