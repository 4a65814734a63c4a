# The image holds Node itself: nothing is compiled at a start, no npm at run time, and signals reach the program.
# The version is pinned so that two builds give one image; for more, append the digest that `docker pull` prints (`@sha256:…`).
FROM node:24.21.0-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --omit=optional --ignore-scripts

# Types are stripped once, here: a container begins with an empty cache, and would load the parser at every start.
FROM node:24.21.0-slim AS program
WORKDIR /app
COPY package.json ./
COPY .ci/build-package.ts .ci/
COPY prompts prompts
COPY adapters adapters
COPY src src
RUN node .ci/build-package.ts

FROM node:24.21.0-slim
LABEL org.opencontainers.image.title="rsis-brief" \
      org.opencontainers.image.description="A briefing bot for policy teams on Slack and Discord" \
      org.opencontainers.image.licenses="MIT"
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 DATABASE_URL=file:/data/rsis.db SEARCH_FOLDER=/data \
    NODE_COMPILE_CACHE=/tmp/compile-cache
COPY --from=packages /app/node_modules node_modules
COPY --from=program /app/dist ./
COPY LICENSE ./
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
# The first start on a slow machine takes its time; the port follows PORT.
HEALTHCHECK --start-period=60s CMD ["node", "src/healthcheck.mjs"]
CMD ["node", "src/start.mjs"]
