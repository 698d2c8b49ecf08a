package dev.holdfast.channel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which scopes open an endpoint, any one of them. It is checked before the endpoint's
 * arguments are read; the server does not start with an endpoint of ours that lacks it.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Requires {
  Scope[] value();
}
