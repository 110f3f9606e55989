package io.countersign.ledger.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The application's connections to a database, with a count of what is prepared on them. */
public final class CountedStatements {
  private final AtomicInteger prepared = new AtomicInteger();
  private final DataSource source;

  public CountedStatements(TestDatabase database) {
    var plain = new PGSimpleDataSource();
    plain.setUrl(database.application().jdbc());
    plain.setUser(database.application().user());
    this.source =
        proxy(DataSource.class, plain, it -> it instanceof Connection open ? counting(open) : it);
  }

  public DataSource source() {
    return source;
  }

  /** How many since it was asked last. */
  public int taken() {
    return prepared.getAndSet(0);
  }

  private Connection counting(Connection connection) {
    return proxy(
        Connection.class,
        connection,
        it -> {
          if (it instanceof PreparedStatement) {
            prepared.incrementAndGet();
          }
          return it;
        });
  }

  private static <T> T proxy(Class<T> type, T behind, UnaryOperator<Object> returned) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, values) -> {
              try {
                var answer = method.invoke(behind, values);
                return answer == null ? null : returned.apply(answer);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
