package dev.holdfast.ledger.simulation.oracle;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Reply.BudgetLeft;
import dev.holdfast.ledger.api.Reply.SaleRule;
import dev.holdfast.ledger.api.Reply.Shortage;
import dev.holdfast.ledger.api.Reply.Shortages;
import dev.holdfast.ledger.api.ResultCode;
import dev.holdfast.ledger.simulation.oracle.Asked.Wish;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** What sales and budgets allow, and what they count. */
final class SaleRules {

  private final World world;

  SaleRules(World world) {
    this.world = world;
  }

  @Nullable Sale sale(int ordinal) {
    return ordinal == Command.NONE ? null : world.sales.get(ordinal);
  }

  /** Whether the sale may be used, or has to be. */
  @Nullable Answer checkSale(Asked asked) {
    Sale sale = sale(asked.sale());
    if (sale == null) {
      return asked.recorded() ? null : checkNoneIsRequired(asked);
    }
    if (!isOpen(sale, asked)) {
      return broken(ResultCode.SALE_NOT_OPEN, asked.sale());
    }
    List<Integer> channels = sale.settings.channels();
    if (!channels.isEmpty() && !channels.contains(asked.channel())) {
      return broken(ResultCode.CHANNEL_NOT_IN_SALE, asked.sale());
    }
    for (Wish wish : asked.wishes()) {
      if (sale.quota(wish.sku()) < 0) {
        return Answer.refused(
            ResultCode.SKU_NOT_IN_SALE, new SaleRule(asked.sale(), wish.line(), wish.sku()));
      }
    }
    return null;
  }

  private boolean isOpen(Sale sale, Asked asked) {
    if (asked.recorded()) {
      return true;
    }
    if (sale.closed) {
      return false;
    }
    return asked.again()
        || (world.now >= sale.settings.startsAtMillis()
            && world.now < sale.settings.endsAtMillis());
  }

  private @Nullable Answer checkNoneIsRequired(Asked asked) {
    for (Wish wish : asked.wishes()) {
      for (int ordinal = 0; ordinal < world.sales.size(); ordinal++) {
        if (isRequired(world.sales.get(ordinal), wish.sku())) {
          return Answer.refused(
              ResultCode.SALE_REQUIRED, new SaleRule(ordinal, wish.line(), wish.sku()));
        }
      }
    }
    return null;
  }

  boolean isRequired(Sale sale, int sku) {
    return !sale.closed
        && world.now >= sale.settings.exclusiveFromMillis()
        && world.now < sale.settings.endsAtMillis()
        && sale.quota(sku) >= 0;
  }

  private static Answer broken(ResultCode code, int sale) {
    return Answer.refused(code, new SaleRule(sale, 0, Command.NONE));
  }

  @Nullable Answer checkCustomer(Asked asked) {
    if (!asked.customer().isEmpty()) {
      return null;
    }
    Sale sale = sale(asked.sale());
    if (sale != null && sale.settings.perCustomer() > 0) {
      return Answer.refused(ResultCode.CUSTOMER_REQUIRED);
    }
    for (Command.Draw draw : asked.draws()) {
      if (world.budgets.get(draw.budget()).perCustomer > 0) {
        return Answer.refused(ResultCode.CUSTOMER_REQUIRED);
      }
    }
    return null;
  }

  /** The quota, then the customer's part of it, for each SKU over all lines. */
  @Nullable Answer checkQuota(Asked asked) {
    Sale sale = sale(asked.sale());
    if (sale == null) {
      return null;
    }
    Answer refusal =
        checkLeft(asked, ResultCode.SALE_QUOTA_EXHAUSTED, wish -> quotaLeft(sale, wish.sku()));
    if (refusal == null && sale.settings.perCustomer() > 0) {
      return checkLeft(
          asked,
          ResultCode.CUSTOMER_LIMIT_EXCEEDED,
          wish -> customerLeft(sale, wish.sku(), asked.customer()));
    }
    return refusal;
  }

  private static long quotaLeft(Sale sale, int sku) {
    return Math.max(0, sale.quota(sku) - sale.used(sku));
  }

  private static long customerLeft(Sale sale, int sku, String customer) {
    return Math.max(0, sale.settings.perCustomer() - sale.used(sku, customer));
  }

  private static @Nullable Answer checkLeft(Asked asked, ResultCode code, ToLongFunction<Wish> of) {
    var taken = new HashMap<Integer, Long>();
    var shortages = new ArrayList<Shortage>();
    for (Wish wish : asked.wishes()) {
      long left = of.applyAsLong(wish) - taken.getOrDefault(wish.sku(), 0L);
      long had = Math.min(left, wish.quantity());
      taken.merge(wish.sku(), had, Long::sum);
      if (had < wish.quantity()) {
        shortages.add(new Shortage(wish.line(), wish.sku(), Math.toIntExact(wish.quantity()), had));
      }
    }
    return shortages.isEmpty() ? null : Answer.refused(code, new Shortages(shortages));
  }

  /** What lines that may be cut are cut to, for each SKU. */
  Map<Integer, Long> caps(Asked asked) {
    var caps = new HashMap<Integer, Long>();
    Sale sale = sale(asked.sale());
    if (sale != null) {
      for (Wish wish : asked.wishes()) {
        long quota = quotaLeft(sale, wish.sku());
        long customer =
            sale.settings.perCustomer() > 0
                ? customerLeft(sale, wish.sku(), asked.customer())
                : Long.MAX_VALUE;
        caps.put(wish.sku(), Math.min(quota, customer));
      }
    }
    return caps;
  }

  @Nullable Answer checkBudgets(Asked asked) {
    for (Command.Draw draw : asked.draws()) {
      Budget budget = world.budgets.get(draw.budget());
      if (budget.used + draw.units() > budget.limit) {
        long left = Math.max(0, budget.limit - budget.used);
        return Answer.refused(ResultCode.BUDGET_EXHAUSTED, new BudgetLeft(draw.budget(), left));
      }
    }
    for (Command.Draw draw : asked.draws()) {
      Budget budget = world.budgets.get(draw.budget());
      long used = budget.used(asked.customer());
      if (budget.perCustomer > 0 && used + draw.units() > budget.perCustomer) {
        long left = Math.max(0, budget.perCustomer - used);
        return Answer.refused(
            ResultCode.CUSTOMER_LIMIT_EXCEEDED, new BudgetLeft(draw.budget(), left));
      }
    }
    return null;
  }

  /** Counts units of a reservation's sale, or counts them back where the number is negative. */
  void count(Reservation reservation, int sku, long units) {
    Sale sale = sale(reservation.sale);
    if (sale != null) {
      sale.use(sku, reservation.customer, units);
    }
  }

  void draw(Reservation reservation) {
    for (Command.Draw draw : reservation.draws) {
      world.budgets.get(draw.budget()).use(reservation.customer, draw.units());
    }
  }

  void giveBackDraws(Reservation reservation) {
    for (Command.Draw draw : reservation.draws) {
      world.budgets.get(draw.budget()).use(reservation.customer, -draw.units());
    }
  }
}
