# The same commands as npm start: install from the lock file, build, run dist/src/main.js.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY web/sdk/package.json web/sdk/
COPY web/kit/package.json web/kit/
COPY web/inbox/package.json web/inbox/
COPY web/widget/package.json web/widget/
COPY web/sandbox/package.json web/sandbox/
RUN npm ci --include=dev --ignore-scripts
COPY . .
RUN node scripts/build.mjs && node scripts/build-web.mjs && rm -rf dist-web/sandbox \
  && rm -rf dist/test dist/bench dist/sandbox \
  && find dist -name '*.spec.js*' -delete \
  && npm prune --omit=dev --ignore-scripts

FROM node:24-bookworm-slim
# Memory goes back to the system: see docs/operations.md.
ENV NODE_ENV=production DEMO=0 HOST=0.0.0.0 DATA_DIR=/data MALLOC_MMAP_THRESHOLD_=262144
WORKDIR /app
RUN mkdir /data && chown node:node /data
COPY --from=build --chown=root:root /app/package.json ./
COPY --from=build --chown=root:root /app/node_modules ./node_modules
COPY --from=build --chown=root:root /app/dist ./dist
COPY --from=build --chown=root:root /app/dist-web ./dist-web
USER node
VOLUME /data
EXPOSE 3000
CMD ["node", "--max-semi-space-size=8", "--initial-old-space-size=96", "--max-old-space-size=512", "--enable-source-maps", "dist/src/main.js"]
