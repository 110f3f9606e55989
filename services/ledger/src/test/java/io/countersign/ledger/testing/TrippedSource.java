package io.countersign.ledger.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The application's connections to a database, of which one is gone before a statement, as when its
 * server was killed there, or after a commit whose answer nobody saw.
 */
public final class TrippedSource {
  /** The commit, in the place of a statement. */
  public static final String COMMIT = "commit";

  private final Predicate<String> trips;
  private final DataSource source;

  /**
   * @param trips whether it ends before this statement; asked once for each
   */
  public TrippedSource(TestDatabase database, Predicate<String> trips) {
    this.trips = trips;
    var plain = new PGSimpleDataSource();
    plain.setUrl(database.application().jdbc());
    plain.setUser(database.application().user());
    this.source =
        proxy(
            DataSource.class,
            (method, values) -> {
              var answer = method.invoke(plain, values);
              return answer instanceof Connection open ? tripped(open) : answer;
            });
  }

  public DataSource source() {
    return source;
  }

  private Connection tripped(Connection connection) {
    return proxy(
        Connection.class,
        (method, values) -> {
          boolean commits = method.getName().equals(COMMIT);
          if (method.getName().equals("prepareStatement") && trips.test((String) values[0])) {
            connection.abort(Runnable::run);
          }
          var answer = method.invoke(connection, values);
          if (commits && trips.test(COMMIT)) {
            connection.abort(Runnable::run);
            throw new SQLException("the answer was lost", "08006");
          }
          return answer;
        });
  }

  /** A call of what stands behind. */
  private interface Call {
    Object of(Method method, Object[] values) throws ReflectiveOperationException, SQLException;
  }

  private static <T> T proxy(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, values) -> {
              try {
                return call.of(method, values);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
