package dev.holdfast.channel.internal;

import dev.holdfast.channel.Caller;
import dev.holdfast.shared.TypedArgument;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives endpoints their caller. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ChannelProperties.class)
class ChannelConfiguration {

  @Bean
  TypedArgument<Caller> callerArgument() {
    return new TypedArgument<>(Caller.class, Caller::of);
  }
}
