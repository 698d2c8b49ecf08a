package dev.holdfast.faults;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverloadIT {
  @TempDir Path folder;

  @Test
  void go() throws Exception {
    String settings = System.getProperty("settings", "--spring.main.lazy-initialization=false");
    try (var scene = Scene.open(folder, settings.split(","))) {
      String body = "{\"channel\":\"web\",\"lines\":[{\"sku\":\"many-1\",\"quantity\":1}]}";
      var url = scene.server.url();
      for (String rate :
          System.getProperty("rates", "1000,2000,3000,5000,8000,12000,20000").split(",")) {
        System.out.println(
            rate
                + " -> "
                + OpenLoop.run(
                    url, body, Integer.parseInt(rate), Integer.getInteger("conns", 4000), 5_000));
      }
    }
  }
}
