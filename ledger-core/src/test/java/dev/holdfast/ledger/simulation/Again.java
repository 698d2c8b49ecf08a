package dev.holdfast.ledger.simulation;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.RequestId;

/** The same command under another request id. */
final class Again {

  private Again() {}

  static Command with(Command command, RequestId request) {
    return switch (command) {
      case Command.Move c ->
          new Command.Move(
              request,
              c.sku(),
              c.location(),
              c.type(),
              c.quantity(),
              c.from(),
              c.to(),
              c.toLocation(),
              c.expected(),
              c.expectedAtMillis(),
              c.expectedOnHand(),
              c.force(),
              c.reason(),
              c.reference(),
              c.actor());
      case Command.Reserve c ->
          new Command.Reserve(
              request,
              c.channel(),
              c.ttlMillis(),
              c.ttlCapped(),
              c.lines(),
              c.rankedLocations(),
              c.split(),
              c.allowPartial(),
              c.as(),
              c.recorded(),
              c.sale(),
              c.draws(),
              c.customer(),
              c.reference());
      case Command.Change c ->
          new Command.Change(
              request, c.reservation(), c.channel(), c.verb(), c.lines(), c.reacquire());
      case Command.Extend c ->
          new Command.Extend(request, c.reservation(), c.channel(), c.ttlMillis(), c.ttlCapped());
      case Command.SetSafetyStock c ->
          new Command.SetSafetyStock(request, c.sku(), c.location(), c.target());
      case Command.Rebalance c -> new Command.Rebalance(request, c.sku());
      case Command.CloseSale c -> new Command.CloseSale(request, c.sale());
      case Command.SetAllocation c ->
          new Command.SetAllocation(request, c.sku(), c.policy(), c.allotments());
      default -> withSetting(command, request);
    };
  }

  private static Command withSetting(Command command, RequestId request) {
    return switch (command) {
      case Command.DefineLocation c ->
          new Command.DefineLocation(request, c.id(), c.type(), c.details());
      case Command.DefineSku c ->
          new Command.DefineSku(
              request, c.id(), c.lowStockThreshold(), c.backorderLimit(), c.details());
      case Command.DefineChannel c ->
          new Command.DefineChannel(
              request, c.id(), c.ttlMillis(), c.display(), c.allowedLocations(), c.details());
      case Command.DefineSale c ->
          new Command.DefineSale(
              request,
              c.id(),
              c.startsAtMillis(),
              c.endsAtMillis(),
              c.exclusiveFromMillis(),
              c.perCustomer(),
              c.ttlMillis(),
              c.quotas(),
              c.channels(),
              c.details());
      case Command.DefineBudget c ->
          new Command.DefineBudget(request, c.id(), c.limit(), c.perCustomer(), c.details());
      default -> throw new IllegalArgumentException("has no request id: " + command);
    };
  }
}
