package dev.holdfast.shared.internal;

import dev.holdfast.shared.EndpointRule;
import dev.holdfast.shared.IdempotencyKey;
import dev.holdfast.shared.Query;
import dev.holdfast.shared.TypedArgument;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webflux.autoconfigure.WebFluxRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ServerWebExchange;

/** Puts our own parts where WebFlux has places for them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HttpProperties.class)
class WebConfiguration {

  @Bean
  WebFluxRegistrations ruledEndpoints(ObjectProvider<EndpointRule> rules) {
    return new WebFluxRegistrations() {
      @Override
      public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
        return new RuledHandlerMapping(rules);
      }
    };
  }

  @Bean
  InstantSource wallClock() {
    return InstantSource.system();
  }

  @Bean
  TypedArgument<IdempotencyKey> idempotencyKeyArgument() {
    return new TypedArgument<>(
        IdempotencyKey.class, exchange -> IdempotencyKey.of(exchange.getRequest().getHeaders()));
  }

  @Bean
  TypedArgument<ServerWebExchange> exchangeArgument() {
    return new TypedArgument<>(ServerWebExchange.class, exchange -> exchange);
  }

  @Bean
  TypedArgument<ServerHttpRequest> requestArgument() {
    return new TypedArgument<>(ServerHttpRequest.class, ServerWebExchange::getRequest);
  }

  @Bean
  TypedArgument<Query> queryArgument() {
    return new TypedArgument<>(Query.class, Query::of);
  }

  @Bean
  WebServerFactoryCustomizer<NettyReactiveWebServerFactory> nettyHandlers(
      NettyProblems problems, Admission admission) {
    return factory -> factory.addServerCustomizers(problems, admission);
  }
}
