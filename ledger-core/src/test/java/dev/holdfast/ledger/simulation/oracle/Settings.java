package dev.holdfast.ledger.simulation.oracle;

import dev.holdfast.ledger.api.AllocationPolicy;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Reply.Defined;
import dev.holdfast.ledger.api.Reply.Outcome;
import dev.holdfast.ledger.api.Reply.Plain;
import dev.holdfast.ledger.api.Reply.SaleRule;
import dev.holdfast.ledger.api.ResultCode;
import dev.holdfast.ledger.api.Text;
import dev.holdfast.ledger.simulation.oracle.Allocation.Policy;
import dev.holdfast.ledger.simulation.oracle.World.Channel;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/** What is defined, replaced, closed and dealt anew. */
final class Settings {

  private final World world;
  private final Allocation allocation;
  private final Aftermath aftermath;

  Settings(World world, Allocation allocation, Aftermath aftermath) {
    this.world = world;
    this.allocation = allocation;
    this.aftermath = aftermath;
  }

  Answer define(Command command) {
    return switch (command) {
      case Command.DefineLocation location -> defineLocation(location.id().toString());
      case Command.DefineSku sku -> defineSku(sku);
      case Command.DefineChannel channel -> defineChannel(channel);
      case Command.DefineSale sale -> defineSale(sale);
      case Command.DefineBudget budget -> defineBudget(budget);
      case Command.CloseSale close -> {
        world.sales.get(close.sale()).closed = true;
        yield defined(close.sale(), false);
      }
      case Command.SetAllocation allotted -> setAllocation(allotted);
      case Command.Rebalance rebalance -> rebalance(rebalance);
      case Command.SetBounds bounds -> Answer.ok(Plain.INSTANCE);
      default -> throw new IllegalArgumentException("no setting: " + command);
    };
  }

  private Answer defineLocation(String id) {
    boolean created = !world.locations.contains(id);
    if (created) {
      world.locations.add(id);
    }
    return defined(world.locations.indexOf(id), created);
  }

  private Answer defineSku(Command.DefineSku command) {
    int known = world.skus.size();
    Sku sku =
        find(
            world.skus,
            one -> one.id,
            command.id(),
            ordinal -> new Sku(ordinal, command.id().toString()));
    aftermath.quietly(
        () -> {
          sku.lowStockThreshold = command.lowStockThreshold();
          sku.backorderLimit = command.backorderLimit();
        });
    return defined(sku.ordinal, world.skus.size() > known);
  }

  private Answer defineChannel(Command.DefineChannel command) {
    int known = world.channels.size();
    Channel channel =
        find(
            world.channels,
            one -> one.id,
            command.id(),
            any -> new Channel(command.id().toString()));
    channel.ttlMillis = command.ttlMillis();
    channel.allowedLocations = command.allowedLocations();
    return defined(world.channels.indexOf(channel), world.channels.size() > known);
  }

  private Answer defineSale(Command.DefineSale command) {
    int known = world.sales.size();
    Sale sale =
        find(
            world.sales,
            one -> one.id,
            command.id(),
            any -> new Sale(command.id().toString(), command));
    int ordinal = world.sales.indexOf(sale);
    if (sale.closed) {
      return Answer.refused(ResultCode.SALE_CLOSED, new SaleRule(ordinal, 0, Command.NONE));
    }
    sale.settings = command;
    return defined(ordinal, world.sales.size() > known);
  }

  private Answer defineBudget(Command.DefineBudget command) {
    int known = world.budgets.size();
    Budget budget =
        find(
            world.budgets, one -> one.id, command.id(), any -> new Budget(command.id().toString()));
    budget.limit = command.limit();
    budget.perCustomer = command.perCustomer();
    return defined(world.budgets.indexOf(budget), world.budgets.size() > known);
  }

  private Answer setAllocation(Command.SetAllocation command) {
    var policy = new Policy(command.policy(), command.allotments());
    if (command.sku() == Command.NONE) {
      allocation.setDefault(policy);
    } else {
      allocation.set(world.skus.get(command.sku()), policy);
    }
    return Answer.ok(Plain.INSTANCE);
  }

  private Answer rebalance(Command.Rebalance command) {
    Sku sku = world.skus.get(command.sku());
    if (world.policy(sku).kind() != AllocationPolicy.PROPORTIONAL) {
      return Answer.refused(ResultCode.NOT_PROPORTIONAL);
    }
    allocation.begin(sku);
    return Answer.ok(Plain.INSTANCE);
  }

  /** The one with this id, made and added at the end if there is none. */
  private static <T> T find(List<T> all, Function<T, String> idOf, Text id, IntFunction<T> made) {
    for (T one : all) {
      if (idOf.apply(one).equals(id.toString())) {
        return one;
      }
    }
    T one = made.apply(all.size());
    all.add(one);
    return one;
  }

  private static Answer defined(int ordinal, boolean created) {
    Outcome outcome = new Defined(ordinal, created);
    return Answer.ok(outcome);
  }
}
