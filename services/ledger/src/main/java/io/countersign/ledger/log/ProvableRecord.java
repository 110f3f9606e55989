package io.countersign.ledger.log;

import io.countersign.ledger.axon.EventReader;
import io.countersign.ledger.log.tree.TileAddress;
import io.countersign.ledger.log.tree.TreeHashing;
import io.countersign.ledger.log.tree.TreePaths;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.Transactions;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The record as anybody may have it proved: signed heads, tiles, entries, and proofs under the last
 * published head. Leaf {@code i} is the event at position {@code i + 1}.
 */
public final class ProvableRecord {
  private static final String ENTRIES =
      "select "
          + EventReader.COLUMNS
          + " from event where global_index > ? and global_index <= ? order by global_index";

  private static final String HEADS =
      "select " + PublishedHead.COLUMNS + " from log_checkpoint where published";

  private static final int FETCHED = 256;

  private final Transactions transactions;
  private final Cosigners cosigners;
  private final TileCache cache = new TileCache();
  private final Object news = new Object();
  private long heads;

  public ProvableRecord(Transactions transactions, Cosigners cosigners) {
    this.transactions = transactions;
    this.cosigners = cosigners;
  }

  /** Takes the entries of a range, one after the other. */
  @FunctionalInterface
  public interface EntrySink {
    void take(long index, byte[] entry);
  }

  /** The last published head; empty before the first. */
  public Optional<PublishedHead> checkpoint() {
    return transactions.call(ProvableRecord::last);
  }

  private static Optional<PublishedHead> last(SqlConnection sql) {
    return sql.first(HEADS + " order by size desc limit 1", PublishedHead::of);
  }

  /** The published head of exactly this size. */
  public Optional<PublishedHead> checkpoint(long size) {
    return transactions.call(sql -> of(size, sql));
  }

  private static Optional<PublishedHead> of(long size, SqlConnection sql) {
    return sql.first(HEADS + " and size = ?", PublishedHead::of, size);
  }

  /** The first published head whose tree holds the event at a position. */
  public Optional<PublishedHead> checkpointCovering(long position) {
    return transactions.call(
        sql ->
            sql.first(HEADS + " and size >= ? order by size limit 1", PublishedHead::of, position));
  }

  /**
   * A tile (C2SP tlog-tiles); empty where the tree has none of this width.
   *
   * @param width how many hashes: 256 for a full one
   */
  public Optional<byte[]> tile(int level, long index, int width) {
    if (!isTile(level, index, width)) {
      return Optional.empty();
    }
    var tile = new TileAddress(level, index);
    return transactions.call(
        sql ->
            tile.width(size(sql)) < width
                ? Optional.empty()
                : Optional.of(
                    Arrays.copyOf(
                        LogTiles.reader(sql).tile(tile, width), width * TreeHashing.BYTES)));
  }

  /**
   * A bundle of entries, each with its length in two bytes before it; empty where the tree has none
   * of this width.
   */
  public Optional<byte[]> entries(long index, int width) {
    if (!isTile(0, index, width)) {
      return Optional.empty();
    }
    long from = index * TileAddress.WIDTH;
    return transactions.call(
        sql ->
            from + width > size(sql)
                ? Optional.empty()
                : Optional.of(bundle(from, from + width, sql)));
  }

  private static boolean isTile(int level, long index, int width) {
    return level >= 0
        && level < TileAddress.LEVELS
        && index >= 0
        && index <= Long.MAX_VALUE / TileAddress.WIDTH - 1
        && width > 0
        && width <= TileAddress.WIDTH;
  }

  private static byte[] bundle(long from, long to, SqlConnection sql) {
    var bytes = new ByteArrayOutputStream();
    each(
        from,
        to,
        sql,
        (_, entry) -> {
          bytes.write(entry.length >> 8);
          bytes.write(entry.length);
          bytes.writeBytes(entry);
        });
    return bytes.toByteArray();
  }

  /** The leaf of the event at a position, in the tree or not yet; empty where there is none. */
  public Optional<byte[]> entry(long position) {
    return transactions.call(sql -> entry(position, sql));
  }

  private static Optional<byte[]> entry(long position, SqlConnection sql) {
    return sql.first(ENTRIES, LeafEntry::of, position - 1, position).map(LeafEntry::bytes);
  }

  /** Hands out the entries of leaves {@code [from, to)}, in order and without gaps. */
  public void entries(long from, long to, EntrySink sink) {
    transactions.call(
        sql -> {
          each(from, to, sql, sink);
          return null;
        });
  }

  private static void each(long from, long to, SqlConnection sql, EntrySink sink) {
    sql.each(
        FETCHED,
        ENTRIES,
        row -> {
          var leaf = LeafEntry.of(row);
          sink.take(leaf.index(), leaf.bytes());
        },
        from,
        to);
  }

  /** The proof of the event at a position, under the last published head. */
  public ProofAnswer proof(long position) {
    return transactions.call(sql -> proof(position, sql));
  }

  private ProofAnswer proof(long position, SqlConnection sql) {
    var entry = position < 1 ? Optional.<byte[]>empty() : entry(position, sql);
    if (entry.isEmpty()) {
      return new ProofAnswer.Unknown();
    }
    var head = last(sql);
    if (head.isPresent() && head.get().size() >= position) {
      var path = inclusion(position - 1, head.get().size(), sql);
      return new ProofAnswer.Proof(
          ProofText.inclusion(entry.get(), position - 1, path, head.get()));
    }
    long size = size(sql);
    return size < position
        ? new ProofAnswer.NotInTree(size)
        : new ProofAnswer.NotPublished(head.map(PublishedHead::size).orElse(0L));
  }

  private List<byte[]> inclusion(long index, long size, SqlConnection sql) {
    var ahead = TreePaths.tiles(index, size).stream().filter(it -> !cache.holds(it)).toList();
    return new TreePaths(cache.over(LogTiles.reader(ahead, sql))).inclusion(index, size);
  }

  /**
   * The text that shows that one published head's tree begins as an earlier one's; empty where
   * there are no published heads of these sizes, or not in this order.
   */
  public Optional<String> consistency(long from, long to) {
    return transactions.call(
        sql ->
            from > to
                ? Optional.empty()
                : of(from, sql)
                    .flatMap(
                        old ->
                            of(to, sql)
                                .map(
                                    later ->
                                        ProofText.consistency(
                                            old, later, paths(sql).consistency(from, to)))));
  }

  /** What roots and proofs there are for trees of any size, in one transaction. */
  public <T> T paths(Function<TreePaths, T> question) {
    return transactions.call(sql -> question.apply(paths(sql)));
  }

  private TreePaths paths(SqlConnection sql) {
    return new TreePaths(cache.over(LogTiles.reader(sql)));
  }

  /** Up to which position every event is under a published head; 0 before the first. */
  public long provedUpTo() {
    return checkpoint().map(PublishedHead::size).orElse(0L);
  }

  /** Who signs the tree as it is now; empty before it has a name. */
  public Optional<LogIdentity> identity() {
    return transactions.call(sql -> LogIdentity.at(size(sql), sql));
  }

  /** The log's keys and whom publication waits for, as verifiers read it (C2SP tlog-policy). */
  public Optional<String> trustFile() {
    return identity().map(it -> "log " + it.key() + "\n" + cosigners.policy());
  }

  /** A head was published here. */
  void published() {
    synchronized (news) {
      heads++;
      news.notifyAll();
    }
  }

  /** Returns when a head was published here, or after this time: another server may do it. */
  public void awaitHead(Duration atMost) throws InterruptedException {
    long until = System.nanoTime() + atMost.toNanos();
    synchronized (news) {
      long before = heads;
      for (long left = atMost.toMillis(); heads == before && left > 0; ) {
        news.wait(left);
        left = Duration.ofNanos(until - System.nanoTime()).toMillis();
      }
    }
  }

  /** The witnesses that publication waits for by this server's policy, in words. */
  public String quorum() {
    return cosigners.quorum();
  }

  public LogProgress progress() {
    return transactions.call(sql -> LogStatements.progress(sql, cosigners.quorum()));
  }

  private static long size(SqlConnection sql) {
    return LogStatements.size(sql);
  }
}
