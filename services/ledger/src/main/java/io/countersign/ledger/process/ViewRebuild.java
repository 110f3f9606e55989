package io.countersign.ledger.process;

import io.countersign.ledger.View;
import io.countersign.ledger.axon.EventReader;
import io.countersign.ledger.codec.DomainJson;
import io.countersign.ledger.postgres.DedicatedSession;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.SqlFailureException;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The making of all views anew while the old ones are read and fed. Every event is applied to
 * temporary tables of the same names, which a session sees before the others; once they have caught
 * up, their rows take the place of the old ones in one transaction, and whoever feeds the views
 * goes on from there.
 */
public final class ViewRebuild {
  private static final Logger LOG = LoggerFactory.getLogger(ViewRebuild.class);
  private static final int BATCH = 500;
  private static final int LOCK_SPACE = 7;
  private static final int LOCK = 1;

  private final String group;
  private final List<View> views;
  private final DataSource source;
  private final EventReader reader;

  /**
   * @param group of the views' token
   */
  public ViewRebuild(String group, List<View> views, DataSource source, EventReader reader) {
    this.group = group;
    this.views = views;
    this.source = source;
    this.reader = reader;
  }

  private List<String> tables() {
    return views.stream().flatMap(view -> view.tables().stream()).toList();
  }

  /**
   * @return whether it was done; not if one is under way
   */
  public boolean run(String by) {
    try (var session = DedicatedSession.open(source)) {
      var sql = session.sql();
      if (!sql.exists("select 1 where pg_try_advisory_lock(?, ?)", LOCK_SPACE, LOCK)) {
        return false;
      }
      try {
        rebuild(by, session);
      } finally {
        sql.exists("select pg_advisory_unlock(?, ?)", LOCK_SPACE, LOCK);
        session.commit();
      }
      return true;
    }
  }

  private void rebuild(String by, DedicatedSession session) {
    var sql = session.sql();
    begun(by, sql);
    tables().forEach(it -> sql.execute("create temporary table " + it + like(it)));
    sql.execute("discard plans"); // the session may have prepared statements for the other tables
    session.commit();
    try {
      replace(caughtUp(session), sql);
      tables().forEach(it -> sql.execute("drop table pg_temp." + it));
      session.commit();
    } catch (RuntimeException e) {
      failed(e, session);
      throw e;
    }
  }

  private static String like(String table) {
    return " (like public." + table + " including all)";
  }

  private static void begun(String by, SqlConnection sql) {
    sql.execute("delete from view_rebuild");
    sql.execute(
        """
        insert into view_rebuild (ordered_by, started_at, position, target)
        select ?, now(), 0, coalesce(max(global_index), 0) from event\
        """,
        by);
  }

  private long caughtUp(DedicatedSession session) {
    long last = 0;
    for (var next = applied(last, session.sql());
        next > last;
        next = applied(last, session.sql())) {
      last = next;
      session.sql().execute("update view_rebuild set position = ?", last);
      session.commit();
    }
    return last;
  }

  /** Answers the position of the last event that was applied. */
  private long applied(long after, SqlConnection sql) {
    // Nobody gathers statistics about temporary tables; reading them whole looks cheap for ever.
    sql.execute("set local enable_seqscan = off");
    var page = reader.after(sql, after, BATCH);
    if (page.isEmpty()) {
      return after;
    }
    views.forEach(view -> view.apply(page, sql));
    return page.getLast().position();
  }

  /** First the tables, then the token: in the order in which whoever feeds them takes them. */
  private void replace(long caughtUp, SqlConnection sql) {
    sql.execute(
        "lock table public." + String.join(", public.", tables()) + " in share row exclusive mode");
    long last = caughtUp;
    for (var next = applied(last, sql); next > last; next = applied(last, sql)) {
      last = next;
    }
    sql.execute(
        "update token_entry set owner = null, token = ? where processor_name = ?",
        DomainJson.write(new GlobalSequenceTrackingToken(last)),
        group);
    for (var table : tables()) {
      sql.execute("delete from public." + table);
      sql.execute("insert into public." + table + " select * from pg_temp." + table);
    }
    sql.execute("update view_rebuild set position = ?, ended_at = now()", last);
  }

  private void failed(RuntimeException failure, DedicatedSession session) {
    LOG.error("the views weren't rebuilt; the old ones stay", failure);
    try {
      session.rollback();
      tables().forEach(it -> session.sql().execute("drop table if exists pg_temp." + it));
      session
          .sql()
          .execute(
              "update view_rebuild set ended_at = now(), failure = ?", DeadLetters.brief(failure));
      session.commit();
    } catch (SqlFailureException e) {
      failure.addSuppressed(e);
    }
  }
}
