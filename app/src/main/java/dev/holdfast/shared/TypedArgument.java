package dev.holdfast.shared;

import java.util.function.Function;
import org.springframework.core.MethodParameter;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.SyncHandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;

/**
 * Gives endpoints their parameters of one type. Made a bean by whoever owns the type.
 *
 * @param source makes the argument of a request, or throws a {@link Problem}
 */
public record TypedArgument<T>(Class<T> type, Function<ServerWebExchange, T> source)
    implements SyncHandlerMethodArgumentResolver {

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == type;
  }

  @Override
  public T resolveArgumentValue(
      MethodParameter parameter, BindingContext context, ServerWebExchange exchange) {
    return source.apply(exchange);
  }
}
