package dev.holdfast.shared;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares the query parameters of an endpoint. Every other one is refused (400), and so is each of
 * these given twice; an endpoint without this annotation takes none.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface QueryParameters {

  /** Those that may be given once. */
  String[] value() default {};

  /** Those that may be given more than once. */
  String[] repeatable() default {};

  /** Whether it also takes {@code limit} and {@code cursor}. */
  boolean paged() default false;
}
