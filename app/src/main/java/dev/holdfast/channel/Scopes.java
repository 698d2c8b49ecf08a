package dev.holdfast.channel;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;

/** A set of scopes, with what they imply: a write scope reading the same, {@code admin} all. */
public final class Scopes {
  private final List<Scope> granted;
  private final EnumSet<Scope> implied;

  private Scopes(Collection<Scope> granted) {
    this.granted = granted.stream().distinct().sorted().toList();
    this.implied = EnumSet.noneOf(Scope.class);
    for (Scope scope : granted) {
      implied.addAll(impliedBy(scope));
    }
  }

  public static Scopes of(Collection<Scope> granted) {
    return new Scopes(granted);
  }

  public static Scopes of(Scope... granted) {
    return new Scopes(Arrays.asList(granted));
  }

  /** Whether they allow what this scope allows. */
  public boolean allow(Scope scope) {
    return implied.contains(scope);
  }

  /** Those that were given, without what they imply. */
  public List<Scope> granted() {
    return granted;
  }

  private static EnumSet<Scope> impliedBy(Scope scope) {
    return switch (scope) {
      case ADMIN -> EnumSet.allOf(Scope.class);
      case CATALOG_WRITE -> EnumSet.of(scope, Scope.CATALOG_READ);
      case ORDERS_WRITE -> EnumSet.of(scope, Scope.ORDERS_READ);
      case STOCK_WRITE -> EnumSet.of(scope, Scope.STOCK_READ);
      default -> EnumSet.of(scope);
    };
  }
}
