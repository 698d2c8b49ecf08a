package dev.holdfast.inventory.internal.projection;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.ItemFigures;
import dev.holdfast.ledger.api.MovementType;
import dev.holdfast.ledger.follow.StockChange;
import dev.holdfast.ledger.follow.StockFact;
import dev.holdfast.ledger.follow.StockItem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows that a run of facts makes: one for each stock item it touched, and one for each
 * movement. Not thread-safe.
 */
final class HistoryRun {

  /** Columns of {@code stock_at} and {@code stock_movement}, in the order in which rows are put. */
  static final String ITEM_COLUMNS =
      "shard, sku, location, last_position, changed_at, changed_time, entries, on_hand, held,"
          + " committed, safety_target, damaged, quality_control, incoming, backordered, changes";

  static final String MOVEMENT_COLUMNS =
      "shard, position, part, time, type, sku, location, quantity, on_hand_change, taken_from,"
          + " put_to, to_location, expected, expected_at, forced, reservation, channel, reference,"
          + " reason, actor";

  private static final int ITEM_FIELDS = 16;
  private static final int MOVEMENT_FIELDS = 20;

  private final int shard;
  private final Map<Integer, Item> itemByNumber = new LinkedHashMap<>();
  private final CopyRows movements = new CopyRows(MOVEMENT_FIELDS);
  private int entries;
  private int entryBytes;
  private int shipment;
  private long shipmentPosition;

  HistoryRun(int shard) {
    this.shard = shard;
  }

  /** A stock item in the making. */
  private static final class Item {
    private final int sku;
    private final int location;
    private final EntryWriter writer = new EntryWriter();
    private int entries;
    private long changedAt;
    private long changedMillis;
    private ItemFigures figures = ItemFigures.NONE;

    Item(int sku, int location) {
      this.sku = sku;
      this.location = location;
    }

    /** Returns how many bytes it took. */
    int add(StoredEntry entry, ItemFigures after) {
      int before = writer.bytes().length();
      writer.write(entry);
      entries++;
      changedAt = entry.position();
      changedMillis = entry.timeMillis();
      figures = after;
      return writer.bytes().length() - before;
    }
  }

  /** How many entries there are. */
  int entries() {
    return entries;
  }

  /** How many bytes they and the movements take. */
  int bytes() {
    return entryBytes + movements.length();
  }

  /** Adds what a fact did to an item, and the movement that it is. */
  void add(StockFact fact, StockChange change) {
    ItemFigures changed = change.after().minus(change.before());
    int part = fact.kind() == StockFact.Kind.FULFILLED ? nextPart(fact.position()) : 0;
    StoredEntry entry = entry(fact, changed, part);
    entryBytes +=
        itemByNumber
            .computeIfAbsent(change.item(), _ -> new Item(change.sku(), change.location()))
            .add(entry, change.after());
    entries++;
    StockFact.Movement movement = fact.movement();
    if (movement != null && change.location() == movement.location()) {
      putMovement(fact, movement, changed.onHand());
    } else if (part > 0) {
      putShipment(fact, change, part, changed);
    }
  }

  private static StoredEntry entry(StockFact fact, ItemFigures changed, int part) {
    StockFact.Movement movement = fact.movement();
    return new StoredEntry(
        fact.position(),
        fact.timeMillis(),
        EntryType.of(fact),
        changed,
        part,
        fact.reservation(),
        fact.channel(),
        fact.reference(),
        movement == null ? "" : movement.reason(),
        movement == null ? "" : movement.actor());
  }

  /** The movements that one shipment makes are counted from 1. */
  private int nextPart(long position) {
    shipment = position == shipmentPosition ? shipment + 1 : 1;
    shipmentPosition = position;
    return shipment;
  }

  private void putMovement(StockFact fact, StockFact.Movement movement, long onHandChange) {
    MovementType type = movement.type();
    movements
        .row()
        .integer(shard)
        .bigint(fact.position())
        .integer(0)
        .time(fact.timeMillis())
        .textOrNone(type.name())
        .integer(movement.sku())
        .integer(movement.location())
        .bigint(movement.quantity())
        .bigint(onHandChange)
        .textOrNone(takesFrom(type) ? movement.from().name() : "")
        .textOrNone(putsTo(type) ? movement.to().name() : "")
        .integerOr(movement.toLocation(), Command.NONE)
        .bigintOrNone(movement.expected())
        .timeOrNone(movement.expectedAtMillis())
        .flag(movement.forced())
        .none()
        .none()
        .textOrNone(fact.reference())
        .textOrNone(movement.reason())
        .textOrNone(movement.actor());
  }

  private void putShipment(StockFact fact, StockChange change, int part, ItemFigures changed) {
    movements
        .row()
        .integer(shard)
        .bigint(fact.position())
        .integer(part)
        .time(fact.timeMillis())
        .textOrNone(EntryType.FULFIL.name())
        .integer(change.sku())
        .integer(change.location())
        .bigint(-changed.committed())
        .bigint(changed.onHand())
        .none()
        .none()
        .none()
        .none()
        .none()
        .flag(false)
        .bigint(fact.reservation())
        .integerOr(fact.channel(), Command.NONE)
        .textOrNone(fact.reference())
        .none()
        .none();
  }

  private static boolean takesFrom(MovementType type) {
    return switch (type) {
      case DAMAGE, QUARANTINE, RESTORE -> true;
      default -> false;
    };
  }

  private static boolean putsTo(MovementType type) {
    return takesFrom(type) || type == MovementType.RETURN;
  }

  /**
   * The rows of {@code stock_at}.
   *
   * @param lastPosition where the run ends
   */
  CopyRows items(long lastPosition) {
    var rows = new CopyRows(ITEM_FIELDS);
    for (Item item : itemByNumber.values()) {
      var key = rows.row().integer(shard).integer(item.sku).integer(item.location);
      put(
          key,
          lastPosition,
          item.changedAt,
          item.changedMillis,
          item.entries,
          item.figures,
          item.writer.bytes());
    }
    return rows;
  }

  /** The rows of {@code stock_at} that say how items stand at a position, and of no change. */
  static CopyRows standing(int shard, List<StockItem> items, long position) {
    var rows = new CopyRows(ITEM_FIELDS);
    var nothing = new EntryWriter().bytes();
    for (StockItem item : items) {
      var key = rows.row().integer(shard).integer(item.sku()).integer(item.location());
      put(key, position, item.changedAt(), item.changedMillis(), 0, item.figures(), nothing);
    }
    return rows;
  }

  private static void put(
      CopyRows row,
      long lastPosition,
      long changedAt,
      long changedMillis,
      int entries,
      ItemFigures figures,
      GrowingBytes changes) {
    row.bigint(lastPosition)
        .bigint(changedAt)
        .time(changedMillis)
        .integer(entries)
        .bigint(figures.onHand())
        .bigint(figures.held())
        .bigint(figures.committed())
        .bigint(figures.safetyTarget())
        .bigint(figures.damaged())
        .bigint(figures.qualityControl())
        .bigint(figures.incoming())
        .bigint(figures.backordered())
        .bytea(changes);
  }

  /** The rows of {@code stock_movement}. */
  CopyRows movements() {
    return movements;
  }
}
