# The image holds Node itself: no build step, no npm at run time, and signals reach the program.
# The version is pinned so that two builds give one image; for more, append the digest that `docker pull` prints (`@sha256:…`).
FROM node:24.21.0-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --omit=optional --ignore-scripts

FROM node:24.21.0-slim
LABEL org.opencontainers.image.title="rsis-brief" \
      org.opencontainers.image.description="A briefing bot for policy teams on Slack and Discord" \
      org.opencontainers.image.licenses="MIT"
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 DATABASE_URL=file:/data/rsis.db SEARCH_FOLDER=/data \
    NODE_COMPILE_CACHE=/tmp/compile-cache
COPY --from=packages /app/node_modules node_modules
COPY package.json LICENSE ./
COPY src src
COPY adapters adapters
COPY prompts prompts
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
# The first start on a slow machine takes its time; the port follows PORT.
HEALTHCHECK --start-period=60s CMD ["node", "src/healthcheck.mjs"]
CMD ["node", "src/start.mjs"]
