package com.plugsky.config;

import com.plugsky.fleet.FleetFault;
import com.plugsky.fleet.LiveFleet;
import com.plugsky.observe.RequestLog;
import com.plugsky.routing.Router;
import com.plugsky.token.TokenCounter;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The classes that know no Spring. */
@Configuration(proxyBeanMethods = false)
class CoreBeans {

    @Bean
    LiveFleet fleet(FleetSettings settings) throws FleetFault {
        return LiveFleet.of(settings.file());
    }

    /** The one thread that looks at files. */
    @Bean(destroyMethod = "shutdownNow")
    ScheduledExecutorService fleetWatch(LiveFleet fleet, FleetSettings settings) {
        ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("plugsky-fleet").factory());
        long millis = settings.recheck().toMillis();
        watch.scheduleWithFixedDelay(fleet::look, millis, millis, TimeUnit.MILLISECONDS);
        return watch;
    }

    @Bean
    Router router() {
        return new Router();
    }

    @Bean
    RequestLog requestLog(LogSettings settings) {
        return new RequestLog(settings.requests());
    }

    @Bean
    TokenCounter tokenCounter() {
        return new TokenCounter();
    }
}
